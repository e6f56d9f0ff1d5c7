package io.launchlog.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.launchlog.ingest.IngestApplication;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/** The house as ARCHITECTURE.md draws it. Stands here because this module sees all others. */
class ArchitectureTest {

    private static final String INGEST = "io.launchlog.ingest..";
    private static final String QUERY = "io.launchlog.query..";
    private static final String PUBLISHER = "io.launchlog.publisher..";
    private static final String DEMO = "io.launchlog.demo..";
    private static final String MODEL = "io.launchlog.model..";
    private static final String EMBEDDED = "io.launchlog.embedded..";
    private static final String STANDALONE = "io.launchlog.standalone..";
    private static final String[] KAFKA_CLIENT = {"org.apache.kafka.."};
    private static final String[] ELASTICSEARCH_CLIENT = {"co.elastic.."};
    private static final String[] SERVERS = {"org.elasticsearch..", "org.apache.lucene..", "kafka.."};

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.launchlog");

    @Test
    void all_modules_are_looked_at() {
        Set<String> modules = MAIN_CLASSES.stream()
                .map(javaClass -> javaClass.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(modules).containsExactly("demo", "embedded", "ingest", "model", "publisher", "query", "standalone");
    }

    @Test
    void ingest_and_query_do_not_know_each_other() {
        check(noClasses().that().resideInAPackage(INGEST).should().dependOnClassesThat(resideInAPackage(QUERY)));
        check(noClasses().that().resideInAPackage(QUERY).should().dependOnClassesThat(resideInAPackage(INGEST)));
    }

    @Test
    void the_model_knows_no_other_module() {
        check(noClasses()
                .that()
                .resideInAPackage(MODEL)
                .should()
                .dependOnClassesThat(resideInAnyPackage(INGEST, QUERY, PUBLISHER, DEMO, EMBEDDED, STANDALONE)));
    }

    @Test
    void the_publisher_knows_the_model_only() {
        check(noClasses()
                .that()
                .resideInAPackage(PUBLISHER)
                .should()
                .dependOnClassesThat(resideInAnyPackage(INGEST, QUERY, DEMO, EMBEDDED, STANDALONE)));
    }

    @Test
    void the_demo_worker_knows_the_publisher_and_the_model_only() {
        check(noClasses()
                .that()
                .resideInAPackage(DEMO)
                .should()
                .dependOnClassesThat(resideInAnyPackage(INGEST, QUERY, EMBEDDED, STANDALONE)));
    }

    @Test
    void nobody_builds_on_standalone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(STANDALONE)
                .should()
                .dependOnClassesThat(resideInAPackage(STANDALONE)));
    }

    @Test
    void the_embedded_backends_are_used_by_standalone_only() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(EMBEDDED, STANDALONE)
                .should()
                .dependOnClassesThat(resideInAPackage(EMBEDDED)));
    }

    @Test
    void only_the_embedded_backends_touch_the_classes_of_a_server() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(EMBEDDED)
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVERS)));
    }

    @Test
    void the_model_and_the_publisher_are_free_of_spring() {
        check(noClasses()
                .that()
                .resideInAnyPackage(MODEL, PUBLISHER)
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework..")));
    }

    @Test
    void within_the_model_only_the_wire_format_touches_kafka() {
        check(noClasses()
                .that()
                .resideInAPackage(MODEL)
                .and()
                .resideOutsideOfPackage("io.launchlog.model.wire..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(KAFKA_CLIENT)));
    }

    @Test
    void the_model_and_the_publisher_are_free_of_elasticsearch() {
        check(noClasses()
                .that()
                .resideInAnyPackage(MODEL, PUBLISHER)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ELASTICSEARCH_CLIENT)));
    }

    @Test
    void query_is_free_of_kafka() {
        check(noClasses()
                .that()
                .resideInAPackage(QUERY)
                .should()
                .dependOnClassesThat(resideInAnyPackage(KAFKA_CLIENT)));
    }

    @Test
    void packages_are_free_of_cycles() {
        check(slices().matching("io.launchlog.(**)").should().beFreeOfCycles());
    }

    /** A component that nobody injects, such as a gauge or a schedule, would otherwise be missed by nobody. */
    @Test
    void each_component_of_ingest_is_imported_by_somebody() {
        Set<Class<?>> imported = MAIN_CLASSES.stream()
                .filter(javaClass -> javaClass.isAnnotatedWith(Import.class))
                .map(javaClass -> javaClass.getAnnotationOfType(Import.class).value())
                .flatMap(Arrays::stream)
                .collect(Collectors.toSet());
        List<Class<?>> components = MAIN_CLASSES.stream()
                .filter(resideInAPackage(INGEST))
                .filter(javaClass -> javaClass.isMetaAnnotatedWith(Component.class))
                .<Class<?>>map(JavaClass::reflect)
                .filter(component -> !component.equals(IngestApplication.class))
                .toList();
        assertThat(components).hasSizeGreaterThan(50).isSubsetOf(imported);
    }

    @Test
    void no_package_is_named_after_nothing() {
        check(noClasses().should().resideInAnyPackage("..util..", "..impl..", "..manager..", "..helper.."));
    }

    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = MAIN_CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> !isNullMarked(name))
                .sorted()
                .toList();
        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    private static boolean isNullMarked(String packageName) {
        try {
            return Class.forName(packageName + ".package-info").isAnnotationPresent(NullMarked.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void check(ArchRule rule) {
        rule.check(MAIN_CLASSES);
    }
}
