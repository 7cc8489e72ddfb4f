// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.TickSink;
import org.junit.jupiter.api.Test;

final class RoomRulesTest
{
    private static final String ROOT = "io.plumbline.oracle.netty";
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    @Test
    void transportShouldNotKnowFormatsOrTheSink()
    {
        noClasses().that().resideInAPackage(ROOT + ".transport").should().dependOnClassesThat(
            resideInAnyPackage(
                ROOT + ".codec", ROOT + ".bridge", "io.plumbline.oracle.wire", "io.plumbline.oracle.crypto")
                .or(belongToAnyOf(TickSink.class, Envelope.class))).check(CLASSES);
    }

    @Test
    void codecShouldNotKnowSocketsOrTheSink()
    {
        noClasses().that().resideInAPackage(ROOT + ".codec").should().dependOnClassesThat(
            resideInAnyPackage(ROOT + ".transport", ROOT + ".bridge", "io.netty..")
                .or(belongToAnyOf(TickSink.class))).check(CLASSES);
    }

    @Test
    void bridgeShouldNotKnowNetty()
    {
        noClasses().that().resideInAPackage(ROOT + ".bridge").should().dependOnClassesThat(
            resideInAnyPackage("io.netty..", "io.plumbline.oracle.wire")).check(CLASSES);
    }

    @Test
    void onlyTheBridgeShouldOfferEnvelopes()
    {
        noClasses().that().resideOutsideOfPackage(ROOT + ".bridge")
            .should().callMethodWhere(describe(
                "it is TickSink.offer or TickSink.connection",
                call -> call.getTargetOwner().isEquivalentTo(TickSink.class) &&
                    !"connectionId".equals(call.getName()))).check(CLASSES);
    }

    @Test
    void roomsShouldUseTheRootsVocabularyOnly()
    {
        noClasses().that(resideInAnyPackage(ROOT + ".transport", ROOT + ".codec", ROOT + ".bridge"))
            .should().dependOnClassesThat(belongToAnyOf(
                IngestServer.class, FeedClient.class, TickPublisher.class, MessagePublisher.class, TickBatch.class,
                TickPublisherConfig.class, FeedClientConfig.class)).check(CLASSES);
    }

    @Test
    void publicSignaturesShouldShowNoThirdParty()
    {
        noMethods().that().arePublic().and().areDeclaredInClassesThat().resideInAPackage(ROOT)
            .should().haveRawReturnType(not(resideInAnyPackage("java..", "io.plumbline.oracle", ROOT,
                "io.plumbline.oracle.config", "")))
            .check(CLASSES);
    }
}
