package myidc.platform.db;

import io.quarkus.runtime.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL that the program starts and stops itself, its data under the home folder. It listens on loopback,
 * asks for a password, and writes through to disk: what is acknowledged survives a power cut.
 */
final class EmbeddedDatabase {
    /** Survives class loaders of tests and dev mode: one server per JVM. */
    private static final String RUNNING = "myidc.embedded-database.port";

    private static final String PASSWORD_SEEN = "myidc.embedded-database.password";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration QUARKUS_STOP_MAX = Duration.ofSeconds(4);
    private static final String USER = "postgres";

    private final Path home;
    private final Path data;
    private @Nullable EmbeddedPostgres started;
    private @Nullable ProcessHandle adopted;
    private @Nullable FileLock lock;

    private EmbeddedDatabase(Path home) {
        this.home = home;
        this.data = home.resolve("postgres");
    }

    /** Where to connect; starts the server unless this JVM already did. */
    static synchronized Address start(Path home) {
        String port = System.getProperty(RUNNING);
        if (port != null) {
            return new Address(Integer.parseInt(port), System.getProperty(PASSWORD_SEEN, ""));
        }
        try {
            EmbeddedDatabase database = new EmbeddedDatabase(home);
            Address address = database.open();
            System.setProperty(PASSWORD_SEEN, address.password());
            System.setProperty(RUNNING, Integer.toString(address.port()));
            Runtime.getRuntime().addShutdownHook(new Thread(database::stop, "embedded-database-stop"));
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database could not be started under " + home, e);
        }
    }

    private Address open() throws IOException {
        Files.createDirectories(home);
        lockHome();
        String password = password();
        Optional<Integer> left = leftBehind();
        int port = left.isPresent() ? left.get() : startServer(password);
        requirePassword(port, password);
        return new Address(port, password);
    }

    private int startServer(String password) throws IOException {
        Files.deleteIfExists(data.resolve("epg-lock"));
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setPGStartupWait(START_MAX)
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .start();
        started = server;
        return server.getPort();
    }

    /** A server that outlived a killed program is taken over: it holds the data, and two may not. */
    private Optional<Integer> leftBehind() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> process = lines.size() < 4
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(p -> p.info().command().orElse("").contains("postgres"));
        if (process.isEmpty()) {
            Files.delete(pidFile);
            return Optional.empty();
        }
        adopted = process.get();
        return Optional.of(Integer.parseInt(lines.get(3).strip()));
    }

    private void lockHome() throws IOException {
        FileChannel channel = FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        lock = channel.tryLock();
        if (lock == null) {
            throw new HomeInUse(home);
        }
    }

    private String password() throws IOException {
        Path file = home.resolve("postgres-password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }

    private void requirePassword(int port, String password) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        try (Stream<String> lines = Files.lines(rules)) {
            if (lines.noneMatch(line -> line.strip().endsWith("trust"))) {
                return;
            }
        }
        try (Connection connection = dataSource(port, password).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password + "'");
            Files.writeString(rules, "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("The embedded database took no password", e);
        }
    }

    private static PGSimpleDataSource dataSource(int port, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(USER);
        source.setUser(USER);
        source.setPassword(password);
        return source;
    }

    private void stop() {
        awaitQuarkus();
        try {
            EmbeddedPostgres server = started;
            if (server != null) {
                server.close();
            }
            ProcessHandle process = adopted;
            if (process != null) {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                process.onExit().join();
            }
            FileLock held = lock;
            if (held != null) {
                held.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program's own threads still read and write while it stops: the server goes last. */
    private static void awaitQuarkus() {
        Application application = Application.currentApplication();
        if (application == null) {
            return;
        }
        Thread stopped = Thread.ofVirtual().start(application::awaitShutdown);
        try {
            stopped.join(QUARKUS_STOP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the server listens, on loopback. */
    record Address(int port, String password) {
        String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER;
        }

        String user() {
            return USER;
        }
    }

    /** Another program has this home. */
    static final class HomeInUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HomeInUse(Path home) {
            super("The data folder " + home + " is in use by another MyIDC", null, false, false);
        }
    }
}
