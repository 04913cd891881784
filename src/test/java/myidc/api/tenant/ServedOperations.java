package myidc.api.tenant;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operations of the tenants' API that the code serves. */
final class ServedOperations {
    private ServedOperations() {}

    static List<Served> all() {
        List<Served> served = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("myidc.api.tenant").stream()
                        .filter(c -> c.isAnnotatedWith(Path.class))
                        .map(c -> c.reflect())
                        .filter(c -> c.getAnnotation(Path.class).value().startsWith("/{api:"))
                        .forEach(c -> Arrays.stream(c.getDeclaredMethods())
                                .forEach(method ->
                                        verb(method).ifPresent(verb -> served.add(Served.of(verb, c, method)))));
        served.sort(Comparator.comparing(Served::text));
        return served;
    }

    /** The operation that answers; of several that could, the one that says most of the path itself. */
    static Optional<Served> answering(List<Served> served, String operation) {
        return served.stream()
                .filter(each -> each.answers(operation))
                .max(Comparator.comparingInt(
                        each -> each.path().replaceAll("\\{[^}]*}", "").length()));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    /** An operation the code serves. */
    record Served(String verb, String path, Pattern pattern) {
        static Served of(String verb, Class<?> resource, Method method) {
            Path own = method.getAnnotation(Path.class);
            String path = (resource.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value()))
                    .replaceFirst("^/\\{api:[^}]*}", "")
                    .replaceAll("/+", "/")
                    .replaceAll("(?<=.)/$", "");
            String pattern = path.replaceAll("\\{[^}:]*:[^}]*\\.\\+}", "<rest>")
                    .replaceAll("\\{[^}]*}", "[^/]+")
                    .replace("<rest>", ".+");
            return new Served(verb, path.replaceAll("\\{([^}:]*):[^}]*}", "{$1}"), Pattern.compile(pattern));
        }

        boolean answers(String operation) {
            String[] parts = operation.split(" ", -1);
            return parts[0].equals(verb) && pattern.matcher(parts[1]).matches();
        }

        String text() {
            return verb + " " + path;
        }
    }
}
