package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import myidc.platform.security.AccessFilter;
import myidc.platform.security.Open;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    private static final List<Method> OPERATIONS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("myidc").stream()
                    .filter(c -> c.isAnnotatedWith(Path.class))
                    .map(c -> c.reflect())
                    .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                    .filter(AccessRulesTest::isOperation)
                    .toList();

    @Test
    void everyOperationHasAnAuthorizationRule() {
        assertThat(operations())
                .as("operations without a rule are closed to everybody")
                .allSatisfy(method -> assertThat(AccessFilter.ruleOf(method))
                        .as(method.toString())
                        .isNotNull());
    }

    @Test
    void openOperationsAreListed() throws java.io.IOException {
        List<String> open = operations()
                .filter(method -> AccessFilter.ruleOf(method) instanceof Open)
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .distinct()
                .sorted()
                .toList();
        assertThat(open)
                .isEqualTo(java.nio.file.Files.readAllLines(
                        java.nio.file.Path.of("src/test/resources/golden/open-operations.txt")));
    }

    /** Which of two such classes answers is not decided by the longer path, but by the order they were found in. */
    @Test
    void noResourceLiesBelowAnotherByATemplate() {
        List<String> paths = operations()
                .map(method ->
                        method.getDeclaringClass().getAnnotation(Path.class).value())
                .distinct()
                .toList();
        assertThat(paths)
                .noneMatch(path ->
                        path.indexOf('{', 1) > 1 && paths.stream().anyMatch(other -> path.startsWith(other + "/{")));
    }

    static Stream<Method> operations() {
        return OPERATIONS.stream();
    }

    private static boolean isOperation(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(HttpMethod.class));
    }
}
