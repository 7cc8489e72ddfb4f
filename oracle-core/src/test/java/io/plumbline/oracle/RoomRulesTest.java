// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rooms of the house and what each may import: only rooms that stand before it in this order.
 */
final class RoomRulesTest
{
    private static final String BASE = "io.plumbline.oracle";
    private static final String ROOT = "";

    private static final List<String> ROOMS = List.of("config", "price", "wire", "crypto", ROOT, "telemetry", "slot",
        "feed", "verify", "trust", "market", "median", "quote", "pipeline");

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("/generated/"))
        .importPackages(BASE);

    static List<String> rooms()
    {
        return ROOMS;
    }

    @Test
    void shouldKnowEveryRoom()
    {
        final Set<String> found = CLASSES.stream().map(JavaClass::getPackageName)
            .map(name -> name.substring(BASE.length()).replaceFirst("^\\.", ""))
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(ROOMS), found);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void shouldImportOnlyRoomsBeforeIt(final String room)
    {
        final List<String> later = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size());
        if (later.isEmpty())
        {
            return;
        }
        noClasses().that().resideInAPackage(packageOf(room))
            .should().dependOnClassesThat(resideInRooms(later))
            .because("imports follow the data")
            .check(CLASSES);
    }

    @Test
    void shouldHaveNoCycles()
    {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void shouldKeepBouncyCastleInCryptoAndDisruptorInPipeline()
    {
        noClasses().that().resideOutsideOfPackage(packageOf("crypto"))
            .should().dependOnClassesThat().resideInAPackage("org.bouncycastle..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage(packageOf("pipeline"))
            .should().dependOnClassesThat().resideInAPackage("com.lmax..").check(CLASSES);
    }

    @Test
    void shouldKeepKeysOutOfWireAndPricesOutOfCrypto()
    {
        noClasses().that().resideInAnyPackage(packageOf("wire"), packageOf("price"))
            .should().dependOnClassesThat().resideInAnyPackage(packageOf("crypto")).check(CLASSES);
        noClasses().that().resideInAPackage(packageOf("crypto"))
            .should().dependOnClassesThat().resideInAnyPackage(packageOf("price"), packageOf("config"))
            .check(CLASSES);
    }

    @Test
    void shouldKeepDecodersPureAndConfigurationToItself()
    {
        noClasses().that().resideInAPackage(packageOf("feed"))
            .should().dependOnClassesThat().resideInAnyPackage(packageOf("crypto"), packageOf("telemetry"))
            .check(CLASSES);
        classes().that().resideInAPackage(packageOf("config"))
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                packageOf("config"), "java..", "javax.security.auth..", "org.jspecify..")
            .check(CLASSES);
    }

    @Test
    void shouldNameNothingVaguely()
    {
        noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils|Util)").check(CLASSES);
    }

    private static String packageOf(final String room)
    {
        return room.isEmpty() ? BASE : BASE + "." + room;
    }

    private static DescribedPredicate<JavaClass> resideInRooms(final List<String> rooms)
    {
        final Set<String> packages = rooms.stream().map(RoomRulesTest::packageOf).collect(Collectors.toSet());
        return DescribedPredicate.describe("reside in " + packages, c -> packages.contains(c.getPackageName()));
    }
}
