import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a data folder whose portal may be running: {@code java -cp <PostgreSQL's JDBC driver> Backup.java HOME FILE.tar.gz}.
 * Follows PostgreSQL's manual, "Making a Base Backup Using the Low Level API": the binaries that the portal brings have no
 * pg_basebackup. A server that is down is copied as it lies.
 */
public final class Backup {
    private static final List<String> LEFT_OUT =
            List.of("postgres/pg_wal/*", "postgres/pg_replslot/*", "postgres/postmaster.pid", "postgres/postmaster.opts", "postgres/epg-lock");

    private final Path home;
    private final Path archive;
    private final Path staging;

    private Backup(Path home, Path target) throws IOException {
        this.home = home;
        this.archive = target.resolveSibling(target.getFileName() + ".part.tar");
        this.staging = Files.createTempDirectory("myidc-backup-");
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]).toAbsolutePath();
        Path target = Path.of(args[1]).toAbsolutePath();
        Backup backup = new Backup(home, target);
        try {
            if (Files.exists(home.resolve("postgres/postmaster.pid"))) {
                backup.copyRunning();
            } else {
                backup.tar("-cf", home, List.of(), List.of("postgres", "postgres-password"));
            }
            run(List.of("gzip", "--force", backup.archive.toString()), 0);
            Path zipped = backup.archive.resolveSibling(backup.archive.getFileName() + ".gz");
            Files.move(zipped, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(backup.archive);
            backup.removeStaging();
        }
    }

    private void copyRunning() throws SQLException, IOException, InterruptedException {
        String port = Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(3).strip();
        String password = Files.readString(home.resolve("postgres-password")).strip();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
                Statement statement = connection.createStatement()) {
            // The slot keeps the log from the backup's beginning in pg_wal until it has been copied; it ends with the session.
            statement.execute("select pg_create_physical_replication_slot('myidc_backup', true, true)");
            statement.execute("select pg_backup_start('myidc', fast => true)");
            tar("-cf", home, LEFT_OUT, List.of("postgres", "postgres-password"));
            try (ResultSet end = statement.executeQuery(
                    "select labelfile, spcmapfile from pg_backup_stop(wait_for_archive => false)")) {
                end.next();
                Path data = Files.createDirectories(staging.resolve("postgres"));
                Files.writeString(data.resolve("backup_label"), end.getString(1));
                if (!end.getString(2).isBlank()) {
                    throw new IOException("tablespaces outside the data folder are not supported");
                }
            }
            tar("-rf", staging, List.of(), List.of("postgres/backup_label"));
            tar("-rf", home, List.of("postgres/pg_wal/archive_status/*", "postgres/pg_wal/summaries/*"), List.of("postgres/pg_wal"));
        }
    }

    private void tar(String mode, Path folder, List<String> leftOut, List<String> entries)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar", mode, archive.toString(), "-C", folder.toString()));
        leftOut.forEach(pattern -> command.add("--exclude=" + pattern));
        command.addAll(entries);
        // 1: a file changed while it was read, which the log repairs at the restored server's first start.
        run(command, 1);
    }

    private static void run(List<String> command, int worstCode) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() > worstCode) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
    }

    private void removeStaging() throws IOException {
        try (Stream<Path> files = Files.walk(staging)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
