package myidc.driver.libvirt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/**
 * QEMU on this machine by its own libvirt, with the pools and the bridge that a connected host has: those that are there
 * already are taken as they are, others are made and taken away again.
 */
final class RealHost implements AutoCloseable {
    static final String URI = "qemu:///system";
    static final String BRIDGE = "br-public";
    static final String IMAGE = "linode/contract";
    private static final String IMAGE_FILE = "linode.contract.qcow2";
    private static final long IMAGE_BYTES = 64L << 20;
    private static final int CONTENT = 1 << 20;

    private final Path folder;
    private final List<String> made = new ArrayList<>();
    private final boolean bridged;

    private RealHost(Path folder) {
        this.folder = folder;
        this.bridged = !Files.exists(Path.of("/sys/class/net", BRIDGE));
        if (bridged) {
            run("ip", "link", "add", BRIDGE, "type", "bridge");
        }
    }

    /** Skips the test where no libvirt of the system answers, naming what is missing. */
    static RealHost needed(Path folder) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-img")), "skipped: apt-get install qemu-utils");
        assumeTrue(answers(), "skipped: no libvirtd answers at " + URI + " (docs/hosts.md), or this is not root");
        RealHost host = new RealHost(folder);
        host.pools();
        return host;
    }

    private static boolean answers() {
        try {
            NativeLibrary.getInstance("virt");
            Connect connect = new Connect(URI);
            connect.close();
            return true;
        } catch (UnsatisfiedLinkError | LibvirtException e) {
            return false;
        }
    }

    private void pools() {
        with(host -> {
            for (String name : List.of("myidc", "myidc-pool-1", "myidc-images")) {
                if (!Arrays.asList(host.listStoragePools()).contains(name)) {
                    Path path = Files.createDirectories(folder.resolve(name));
                    host.storagePoolCreateXML(
                            "<pool type='dir'><name>" + name + "</name><target><path>" + path
                                    + "</path></target></pool>",
                            0);
                    made.add(name);
                }
            }
            Path raw = folder.resolve("contract.raw");
            byte[] contents = new byte[2 * CONTENT];
            new Random(7).nextBytes(contents);
            Files.write(raw, contents);
            StoragePool images = host.storagePoolLookupByName("myidc-images");
            Path image = image(images);
            if (!Files.exists(image)) {
                run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), image.toString());
                run("qemu-img", "resize", "-q", image.toString(), String.valueOf(IMAGE_BYTES));
            }
            images.refresh(0);
            return true;
        });
    }

    private static Path image(StoragePool images) throws LibvirtException {
        String path = GuestXml.children(Xml.read(images.getXMLDesc(0)).getDocumentElement(), "target").stream()
                .flatMap(target -> GuestXml.children(target, "path").stream())
                .findFirst()
                .orElseThrow()
                .getTextContent();
        return Path.of(path, IMAGE_FILE);
    }

    /** The image's file, byte for byte. */
    String imageSum() {
        return with(host -> sum(Files.readAllBytes(image(host.storagePoolLookupByName("myidc-images")))));
    }

    /** What a guest would read at the beginning of the file's disk; null when there is no such file. */
    @Nullable
    String contentOf(String file) {
        return with(host -> {
            StorageVol found = new HostFiles(host).anywhere(file);
            if (found == null) {
                return null;
            }
            Path raw = Files.createTempFile(folder, "content", ".raw");
            run(
                    "qemu-img",
                    "dd",
                    "-U",
                    "-f",
                    "qcow2",
                    "-O",
                    "raw",
                    "bs=1M",
                    "count=1",
                    "if=" + found.getPath(),
                    "of=" + raw);
            byte[] head = Files.readAllBytes(raw);
            Files.delete(raw);
            return sum(head);
        });
    }

    static String sum(byte[] contents) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files of pools for guests. */
    List<String> files() {
        return with(host -> {
            List<String> files = new ArrayList<>();
            for (StoragePool pool : new HostFiles(host).pools()) {
                pool.refresh(0);
                files.addAll(Arrays.asList(pool.listVolumes()));
            }
            return files;
        });
    }

    static <R> R with(Asked<R> asked) {
        try {
            Connect host = new Connect(URI);
            try {
                return asked.of(host);
            } finally {
                host.close();
            }
        } catch (LibvirtException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program printed; it must end well within a minute. */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        with(host -> {
            for (String pool : made) {
                host.storagePoolLookupByName(pool).destroy();
            }
            return true;
        });
        if (bridged) {
            run("ip", "link", "delete", BRIDGE);
        }
    }

    /** Something to ask a host. */
    interface Asked<R> {
        R of(Connect host) throws LibvirtException, IOException;
    }
}
