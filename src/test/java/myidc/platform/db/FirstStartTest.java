package myidc.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Portals that start at once on an empty database: the schema is made once, and each of them finds it whole. */
@QuarkusTest
class FirstStartTest {
    private static final int PORTALS = 4;

    @Inject
    Flyway own;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void theSchemaIsMadeOnceByWhoeverComesFirst() throws SQLException, InterruptedException, ExecutionException {
        String name = "first_start_" + Long.toString(System.nanoTime(), 36);
        String fresh = url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        change("create database " + name);
        try {
            List<Integer> made = new ArrayList<>();
            try (ExecutorService portals = Executors.newFixedThreadPool(PORTALS)) {
                Callable<Integer> start = () -> migrations(fresh).migrate().migrationsExecuted;
                for (Future<Integer> portal : portals.invokeAll(Collections.nCopies(PORTALS, start))) {
                    made.add(portal.get());
                }
            }

            int all = own.info().applied().length;
            assertThat(made.stream().mapToInt(Integer::intValue).sum())
                    .as("each migration ran once: %s", made)
                    .isEqualTo(all);
            assertThat(migrations(fresh).validateWithResult().validationSuccessful)
                    .isTrue();
            assertThat(tables(fresh)).isNotEmpty().isEqualTo(tables(url));
        } finally {
            change("drop database " + name + " with (force)");
        }
    }

    private Flyway migrations(String at) {
        return Flyway.configure()
                .dataSource(at, user, password)
                .outOfOrder(true)
                .locations("filesystem:src/main/resources/db/migration")
                .load();
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Partitions are left out: they are made as months come. */
    private List<String> tables(String at) throws SQLException {
        try (Connection connection = DriverManager.getConnection(at, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_name || '.' || column_name from information_schema.columns c"
                                + " where table_schema = 'public' and table_name not like 'trial%' and not exists"
                                + " (select from pg_class t where t.relispartition"
                                + " and t.oid = to_regclass(quote_ident(c.table_name))) order by 1")) {
            List<String> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
            return columns;
        }
    }
}
