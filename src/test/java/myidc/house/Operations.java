package myidc.house;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;

/** How the methods of resources are reached: verb and path, as they say it themselves. */
final class Operations {
    private Operations() {}

    static String verbOf(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst()
                .orElseThrow();
    }

    /** The path with its templates; of the two names of the tenants' API the first. */
    static String pathOf(Method method) {
        Path own = method.getAnnotation(Path.class);
        String path =
                method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return ("/" + path).replaceAll("\\{api:[^}]*}", "v4").replaceAll("/+", "/");
    }

    /** The path with this in place of every template. */
    static String filled(String path, String with) {
        return path.replaceAll("\\{[^}]*}", with);
    }
}
