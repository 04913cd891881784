package myidc.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final List<String> CONTEXTS =
            List.of("tenancy", "inventory", "network", "storage", "compute", "metering", "billing");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("myidc");

    @Test
    void factsDependOnFactsAndSharedWordsOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("myidc.*.event")
                .should()
                .dependOnClassesThat(outside(
                        "java..", "myidc.shared..", "myidc.*.event", "myidc.platform.privacy", "org.jspecify.."))
                .because("anybody may listen to anybody, so facts must not drag anything along"));
    }

    @Test
    void sharedWordsHaveNoFrameworks() {
        check(noClasses()
                .that()
                .resideInAPackage("myidc.shared..")
                .should()
                .dependOnClassesThat(outside("java..", "myidc.shared..", "org.jspecify..")));
    }

    @Test
    void ratingIsPure() {
        check(noClasses()
                .that()
                .resideInAPackage("myidc.billing.rating..")
                .should()
                .dependOnClassesThat(outside("java..", "myidc.shared..", "myidc.billing.rating..", "org.jspecify..")));
    }

    @Test
    void sketchesRunBesideTheDataWithoutThePortal() {
        check(noClasses()
                .that()
                .resideInAPackage("myidc.storage.sketch..")
                .should()
                .dependOnClassesThat(outside(
                        "java..",
                        "jdk.incubator.vector",
                        "myidc.shared..",
                        "myidc.storage.sketch..",
                        "org.jspecify..")));
        check(noClasses()
                .that()
                .resideInAPackage("myidc.scan..")
                .should()
                .dependOnClassesThat(outside(
                        "java..",
                        "myidc.scan..",
                        "myidc.storage.sketch..",
                        "io.airlift.compress.v3..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify.."))
                .because("the jar that is copied to a host holds these and no more"));
    }

    @Test
    void contextsMeetInFactsAndReadersOnly() {
        for (String context : CONTEXTS) {
            for (String other : CONTEXTS) {
                if (!context.equals(other)) {
                    check(noClasses()
                            .that()
                            .resideInAnyPackage(
                                    "myidc." + context, "myidc." + context + ".event", "myidc." + context + ".read")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "myidc." + other,
                                    "myidc." + other + ".policy..",
                                    "myidc." + other + ".port..",
                                    "myidc." + other + ".reconcile..")
                            .allowEmptyShould(true));
                }
            }
        }
    }

    @Test
    void dependenciesPointOneWay() {
        check(noClasses()
                .that()
                .resideInAnyPackage("myidc.shared..", "myidc.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "myidc.api..",
                        "myidc.driver..",
                        "myidc.tenancy..",
                        "myidc.inventory..",
                        "myidc.network..",
                        "myidc.storage..",
                        "myidc.compute..",
                        "myidc.metering..",
                        "myidc.billing.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("myidc.api..", "myidc.driver..", "myidc.demo..", "myidc.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("myidc.api..", "myidc.driver.."));
    }

    @Test
    void contextsFormNoCycle() {
        check(slices().matching("myidc.(tenancy|inventory|network|storage|compute|metering|billing)..")
                .should()
                .beFreeOfCycles());
    }

    @Test
    void onlyThePlatformTouchesTheStore() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("myidc.platform.axon", "myidc.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.axonframework.eventsourcing.eventstore..",
                        "org.axonframework.eventhandling.tokenstore.."));
    }

    @Test
    void restStaysAtTheDoor() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("myidc.api..", "myidc.platform.http", "myidc.platform.security")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy.."));
    }

    @Test
    void timeComesFromTheClock() {
        DescribedPredicate<JavaMethodCall> nowWithoutClock = DescribedPredicate.describe(
                "now() without a Clock",
                call -> call.getTarget().getName().equals("now")
                        && call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(p -> p.isEquivalentTo(Clock.class)));
        check(noClasses().should().callMethodWhere(nowWithoutClock));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("myidc.platform.clock", "myidc.demo..", "myidc.bench..")
                .should()
                .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void beansAreInjectedByConstructor() {
        check(noFields().should().beAnnotatedWith(Inject.class));
    }

    @Test
    void nobodyWritesToStandardOutput() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("myidc.demo..", "myidc.bench..")
                .and()
                .doNotHaveSimpleName("Console")
                .should()
                .accessField(System.class, "out"));
    }

    @Test
    void decidersAreTheirPackagesOwn() {
        check(classes()
                .that(DescribedPredicate.describe(
                        "decide",
                        (JavaClass c) -> c.getMethods().stream()
                                .anyMatch(m -> m.getName().equals("decide"))))
                .should()
                .bePackagePrivate());
    }

    @Test
    void handlersHaveTheFourNames() {
        check(methods()
                .that()
                .areAnnotatedWith("org.axonframework.commandhandling.CommandHandler")
                .should()
                .haveName("decide"));
        check(methods()
                .that()
                .areAnnotatedWith("org.axonframework.eventsourcing.EventSourcingHandler")
                .should()
                .haveName("evolve"));
        check(methods()
                .that()
                .areAnnotatedWith("org.axonframework.eventhandling.EventHandler")
                .should()
                .haveNameMatching("on|react"));
    }

    @Test
    void fieldsOfFactsAreFinal() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("myidc.*.event")
                .should()
                .beFinal());
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages))
                .and(DescribedPredicate.not(DescribedPredicate.describe("primitive", JavaClass::isPrimitive)))
                .and(DescribedPredicate.not(DescribedPredicate.describe("array", JavaClass::isArray)));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
