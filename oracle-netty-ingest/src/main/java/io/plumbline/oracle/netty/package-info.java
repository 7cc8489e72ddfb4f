/** Carries provider sockets to the oracle: frames, bounds and peeks, and never trusts what it reads. */
package io.plumbline.oracle.netty;
