package dev.gatehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The direction of arrows between the capabilities. The table is the architecture: a package that is not in it fails, and so
 * does a line without a package. Everybody may use the JDK and JSpecify; nobody may use {@code autoconfigure}.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.gatehouse.";
    private static final String BOUNCY_CASTLE = "org.bouncycastle.";
    private static final String JACKSON = "tools.jackson.";
    /** Jackson 3 kept the annotations of Jackson 2. */
    private static final String JACKSON_ANNOTATIONS = "com.fasterxml.jackson.annotation.";
    private static final String JSON_SCHEMA = "com.networknt.schema.";
    private static final String KAFKA = "org.apache.kafka.";
    private static final String NIMBUS = "com.nimbusds.jose.";
    private static final String SERVLET = "jakarta.servlet.";
    private static final String SLF4J = "org.slf4j.";
    private static final String SPRING_DATA_ACCESS = "org.springframework.dao.";
    private static final String SPRING_JDBC = "org.springframework.jdbc.";
    private static final String SPRING_TX = "org.springframework.transaction.";
    private static final String SPRING_KAFKA = "org.springframework.kafka.";
    private static final String SPRING_VAULT = "org.springframework.vault.";
    private static final String SPRING_HTTP = "org.springframework.http.";
    private static final String SPRING_WEB_CLIENT = "org.springframework.web.client.";
    private static final String YAML = "org.yaml.snakeyaml.";

    /** Package, the packages of this module that it may use, and the libraries. */
    private static final Map<String, Layer> LAYERS = layers(
            new Layer("names", may(), with()),
            new Layer("names.json", may("names"), with(JACKSON, JACKSON_ANNOTATIONS)),
            new Layer("events", may("names"), with()),
            new Layer("requests", may("names", "names.json", "events"), with(JACKSON, JACKSON_ANNOTATIONS, SERVLET)),
            new Layer("contract", may("names"), with(JACKSON)),
            new Layer("contract.local", may("names", "contract"), with()),
            new Layer("catalog", may("names", "contract"), with(YAML, JACKSON)),
            new Layer("authorization", may("names", "contract", "catalog"), with()),
            new Layer("authorization.local", may("names", "contract", "contract.local", "authorization"), with()),
            new Layer("authorization.kafka", may("names", "contract", "catalog", "authorization"), with(KAFKA)),
            new Layer("authorization.jdbc", may("names"), with()),
            new Layer("vault", may("names"),
                    with(SPRING_VAULT, SPRING_HTTP, SPRING_WEB_CLIENT)),
            new Layer("authorization.vault", may("names", "contract", "authorization", "vault"), with()),
            new Layer("keys", may("names"), with(BOUNCY_CASTLE)),
            new Layer("keys.local", may("names", "keys"), with(JACKSON)),
            new Layer("identity", may("names"), with()),
            new Layer("identity.local", may("names", "identity"), with(JACKSON)),
            new Layer("audit", may("names"), with(JACKSON, SLF4J)),
            new Layer("tokens", may("names"), with(JACKSON, NIMBUS)),
            new Layer("sealing", may("names", "keys", "contract"), with()),
            new Layer("sealing.kafka", may("names", "contract", "authorization", "sealing"), with(KAFKA, SLF4J)),
            new Layer("delivery", may("names", "names.json", "keys", "contract", "events", "sealing"),
                    with(JACKSON, JACKSON_ANNOTATIONS, JSON_SCHEMA)),
            new Layer("delivery.kafka",
                    may("names", "contract", "keys", "events", "sealing", "sealing.kafka", "delivery"),
                    with(KAFKA, SPRING_KAFKA)),
            new Layer("delivery.jdbc", may("names", "contract", "events", "sealing", "delivery"),
                    with(SPRING_DATA_ACCESS, SPRING_JDBC, SPRING_TX)),
            new Layer("autoconfigure",
                    may("names", "names.json", "events", "requests", "contract", "contract.local", "catalog", "keys",
                            "keys.local", "identity", "identity.local", "audit", "tokens", "sealing", "sealing.kafka",
                            "delivery", "delivery.jdbc", "delivery.kafka"),
                    with("")));

    /** From where the module's own classes lie, and so neither tests nor other modules. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(ServiceName.class.getProtectionDomain().getCodeSource().getLocation());

    private record Layer(String name, Set<String> uses, List<String> libraries) {}

    @Test
    void everyPackageIsOnTheMapAndNoneOnTheMapIsEmpty() {
        assertThat(packages().map(p -> p.getName().substring(ROOT.length())))
                .containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
    }

    @Test
    void arrowsPointWhereTheMapSays() {
        assertThat(refused(d -> isOurs(d.getTargetClass()) && !layer(d.getOriginClass()).uses.contains(name(d.getTargetClass()))
                && !name(d.getOriginClass()).equals(name(d.getTargetClass())))).isEmpty();
    }

    @Test
    void onlyTheWiringKnowsSpringBootAndOnlyAdaptersKnowTechnology() {
        assertThat(refused(d -> !isOurs(d.getTargetClass()) && !isEverybodys(library(d))
                && layer(d.getOriginClass()).libraries.stream().noneMatch(library(d)::startsWith)))
                .isEmpty();
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
        assertThat(packages().filter(p -> !p.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName)).isEmpty();
    }

    private static Set<String> refused(java.util.function.Predicate<Dependency> wrong) {
        var found = new TreeSet<String>();
        for (var type : CLASSES)
            for (var dependency : type.getDirectDependenciesFromSelf())
                if (!dependency.getTargetClass().getBaseComponentType().isPrimitive() && wrong.test(dependency))
                    found.add(dependency.getDescription());
        return found;
    }

    private static Stream<JavaPackage> packages() {
        return CLASSES.stream().map(JavaClass::getPackage).distinct();
    }

    private static Layer layer(JavaClass type) {
        return LAYERS.getOrDefault(name(type), new Layer("", may(), with()));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    private static String name(JavaClass type) {
        return type.getBaseComponentType().getPackageName().substring(ROOT.length());
    }

    private static String library(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName() + ".";
    }

    private static boolean isEverybodys(String packageName) {
        return Stream.of("java.", "javax.", "org.jspecify.").anyMatch(packageName::startsWith);
    }

    private static Map<String, Layer> layers(Layer... layers) {
        var map = new TreeMap<String, Layer>();
        for (var layer : layers)
            map.put(layer.name, layer);
        return map;
    }

    private static Set<String> may(String... names) {
        return Set.of(names);
    }

    private static List<String> with(String... prefixes) {
        return Arrays.asList(prefixes);
    }
}
