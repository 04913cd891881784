package myidc.driver.tools;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import myidc.storage.event.CollectionFailure;
import myidc.storage.port.ToolRunner;

/**
 * Runs a program with its arguments as they are, without a shell. A remote one goes through ssh, whose far end is a shell:
 * there each argument stands in single quotes. What does not end in time is ended with all it started.
 */
@Singleton
public final class SystemTools implements ToolRunner {
    private static final int OUTPUT_BYTES_MAX = 4 << 20;
    private static final int ERROR_BYTES_MAX = 4_096;
    private static final int SSH_FAILED = 255;
    private static final int NOT_FOUND = 127;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final ToolSettings settings;

    SystemTools(ToolSettings settings) {
        this.settings = settings;
    }

    @Override
    public String run(Place place, List<String> command) throws ToolFailed {
        Process process = start(place.host() == null ? command : remote(place, command));
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(
                () -> read(process.getInputStream(), OUTPUT_BYTES_MAX), Thread::startVirtualThread);
        CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(
                () -> read(process.getErrorStream(), ERROR_BYTES_MAX), Thread::startVirtualThread);
        try {
            byte[] printed = output.get(place.limit().toMillis(), TimeUnit.MILLISECONDS);
            if (printed.length > OUTPUT_BYTES_MAX) {
                throw new ToolFailed(CollectionFailure.TOO_MUCH, command.getFirst() + " printed more than 4 MiB");
            }
            if (!process.waitFor(place.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw timedOut(command, place.limit());
            }
            check(place, command, process.exitValue(), errors);
            return new String(printed, StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw timedOut(command, place.limit());
        } catch (ExecutionException e) {
            throw new ToolFailed(CollectionFailure.TOOL_FAILED, command.getFirst() + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailed(CollectionFailure.TOOL_FAILED, command.getFirst() + " was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The arguments of ssh: no questions, no unknown host, no forwarding, and an end to what hangs. */
    List<String> remote(Place place, List<String> command) {
        List<String> ssh = new ArrayList<>(List.of(
                settings.ssh(),
                "-oBatchMode=yes",
                "-oStrictHostKeyChecking=yes",
                "-oConnectTimeout=10",
                "-oServerAliveInterval=5",
                "-oServerAliveCountMax=3",
                "-oClearAllForwardings=yes",
                "-oForwardAgent=no",
                "-oPermitLocalCommand=no",
                "-T"));
        settings.sshKnownHosts().ifPresent(file -> ssh.add("-oUserKnownHostsFile=" + file));
        settings.sshIdentity().ifPresent(file -> ssh.addAll(List.of("-oIdentitiesOnly=yes", "-i", file)));
        ssh.addAll(List.of("-p", Integer.toString(place.port()), "-l", String.valueOf(place.user()), "--"));
        ssh.add(String.valueOf(place.host()));
        ssh.add(String.join(" ", command.stream().map(SystemTools::quoted).toList()));
        return ssh;
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    private static Process start(List<String> command) throws ToolFailed {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ToolFailed(CollectionFailure.TOOL_MISSING, command.getFirst() + " cannot be started");
        }
    }

    private static void check(Place place, List<String> command, int exit, CompletableFuture<byte[]> errors)
            throws ToolFailed, InterruptedException, ExecutionException, TimeoutException {
        if (exit == 0) {
            return;
        }
        String said = new String(errors.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip();
        String detail = command.getFirst() + " ended with " + exit + (said.isEmpty() ? "" : ": " + said);
        boolean remote = place.host() != null;
        if (remote && exit == SSH_FAILED) {
            throw new ToolFailed(CollectionFailure.UNREACHABLE, said.isEmpty() ? detail : said);
        }
        if (exit == NOT_FOUND) {
            throw new ToolFailed(CollectionFailure.TOOL_MISSING, detail);
        }
        throw new ToolFailed(CollectionFailure.TOOL_FAILED, detail);
    }

    private static ToolFailed timedOut(List<String> command, Duration limit) {
        return new ToolFailed(
                CollectionFailure.TIMED_OUT, command.getFirst() + " did not end within " + limit.toSeconds() + " s");
    }

    /** One byte more than the most tells that there was more. */
    private static byte[] read(InputStream from, int most) {
        try (InputStream stream = from) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8_192];
            for (int read = stream.read(buffer); read >= 0 && bytes.size() <= most; read = stream.read(buffer)) {
                bytes.write(buffer, 0, read);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
