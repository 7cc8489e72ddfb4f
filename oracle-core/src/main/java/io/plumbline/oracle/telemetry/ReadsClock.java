// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the few places that may read a clock of the machine. The build forbids it everywhere else: inside the engine
 * time comes from events alone.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReadsClock
{
}
