package myidc.platform.db;

import io.quarkus.runtime.ExecutionMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the datasource's address: that of {@code myidc.db-url} when it is set, else of the embedded database, which is
 * started when it is first asked for at run time; never at build time, or the address would be baked into the artefact.
 */
public final class DatabaseConfigSource implements ConfigSourceFactory {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ExecutionMode mode = ExecutionMode.current();
        if (mode == ExecutionMode.UNSET || mode == ExecutionMode.STATIC_INIT || value(context, URL) != null) {
            return List.of();
        }
        String external = value(context, "myidc.db-url");
        if (external != null) {
            return List.of(new External(external));
        }
        String home = value(context, "myidc.home");
        return List.of(new Embedded(Path.of(home == null ? System.getProperty("user.home") + "/.myidc" : home)));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(275);
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        String text = value == null ? null : value.getValue();
        return text == null || text.isBlank() ? null : text;
    }

    private record External(String url) implements ConfigSource {
        @Override
        public Set<String> getPropertyNames() {
            return Set.of(URL);
        }

        @Override
        public @Nullable String getValue(String name) {
            if (!name.equals(URL)) {
                return null;
            }
            String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url.replaceFirst("^postgres:", "postgresql:");
            return jdbc.contains("stringtype=")
                    ? jdbc
                    : jdbc + (jdbc.contains("?") ? "&" : "?") + "stringtype=unspecified";
        }

        @Override
        public String getName() {
            return "MyIDC external database";
        }

        @Override
        public int getOrdinal() {
            return 275;
        }
    }

    private record Embedded(Path home) implements ConfigSource {
        @Override
        public Set<String> getPropertyNames() {
            return Set.of(URL, USER, PASSWORD);
        }

        @Override
        public @Nullable String getValue(String name) {
            return switch (name) {
                case URL -> address().url() + "?stringtype=unspecified&reWriteBatchedInserts=true";
                case USER -> address().user();
                case PASSWORD -> address().password();
                default -> null;
            };
        }

        private EmbeddedDatabase.Address address() {
            try {
                return EmbeddedDatabase.start(home);
            } catch (EmbeddedDatabase.HomeInUse e) {
                System.err.println("myidc: " + e.getMessage());
                Runtime.getRuntime().halt(3);
                throw e;
            }
        }

        @Override
        public String getName() {
            return "MyIDC embedded database";
        }

        @Override
        public int getOrdinal() {
            return 275;
        }
    }
}
