package myidc.driver.libvirt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.HostFiles.Base;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.libvirt.Stream;

/** Images in a host's pool for them: files that disks grow from, and that nothing writes to once they are whole. */
final class HostImages {
    private static final List<String> FORMATS = List.of(HostFiles.QCOW2, "raw");
    private static final Pattern TENANTS = Pattern.compile("private\\.[0-9]+\\.(qcow2|raw)");
    private static final int CHUNK = 256 * 1_024;

    private final Connect host;
    private final HostFiles files;

    HostImages(Connect host) {
        this.host = host;
        this.files = new HostFiles(host);
    }

    /** The image's file; null when the host has none, or none that is whole. */
    @Nullable
    StorageVol find(String name) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.IMAGES);
        for (String format : FORMATS) {
            StorageVol found = HostFiles.expected(pool, name + "." + format);
            if (found != null && HostFiles.isWhole(pool, name + "." + format)) {
                return found;
            }
        }
        return null;
    }

    static Base base(StorageVol image) throws LibvirtException {
        return new Base(image.getPath(), image.getName().endsWith(".raw") ? "raw" : HostFiles.QCOW2);
    }

    /**
     * Brings a file of the portal's to the host.
     *
     * @param sum the checksum that it had when it came; null where nobody knows
     */
    void bring(Path file, @Nullable String sum) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.IMAGES);
        String name = String.valueOf(file.getFileName());
        HostFiles.begin(pool, name);
        HostFiles.delete(pool, name);
        try {
            long bytes = Files.size(file);
            StorageVol made = pool.storageVolCreateXML(xml(name, bytes), 0);
            String sent = send(file, made, bytes);
            if (sum != null && !sum.equals(sent)) {
                made.delete(0);
                throw new RoomFailed(
                        "the portal's " + name + " has the checksum " + sent + ", and had " + sum + " when it came");
            }
        } catch (IOException e) {
            throw new RoomFailed("the portal's " + name + " cannot be read: " + e.getMessage(), e);
        }
        HostFiles.whole(pool, name);
        pool.refresh(0);
    }

    /** Read by all and written by none: guests' disks lie above it. */
    private static String xml(String name, long bytes) {
        return Xml.document(
                "volume",
                volume -> volume.value("name", name)
                        .value("capacity", bytes, "unit", "bytes")
                        .value("allocation", 0, "unit", "bytes")
                        .element(
                                "target",
                                target -> target.empty("format", "type", "raw")
                                        .element("permissions", permissions -> permissions.value("mode", "0444"))));
    }

    String send(Path file, StorageVol made, long bytes) throws IOException, LibvirtException {
        MessageDigest digest = ImageFolder.sha256();
        Stream stream = host.streamNew(0);
        made.upload(stream, 0, bytes, 0);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[CHUNK];
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                digest.update(piece, 0, got);
                for (int at = 0; at < got; ) {
                    at += stream.send(Arrays.copyOfRange(piece, at, got));
                }
            }
        }
        stream.finish();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Fetches a file of the host's. */
    void fetch(StorageVol from, Path to) throws LibvirtException {
        Stream stream = host.streamNew(0);
        from.download(stream, 0, 0, 0);
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] piece = new byte[CHUNK];
            for (int got = stream.receive(piece); got > 0; got = stream.receive(piece)) {
                out.write(piece, 0, got);
            }
        } catch (IOException e) {
            throw new RoomFailed(to.getFileName() + " cannot be written: " + e.getMessage(), e);
        }
        stream.finish();
    }

    /** Frees tenants' images that the portal has no more, and that no disk grows from. */
    void sweep(ImageFolder kept) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.IMAGES);
        List<String> gone = Arrays.stream(pool.listVolumes())
                .filter(file -> TENANTS.matcher(file).matches())
                .filter(file ->
                        kept.find(file.substring(0, file.lastIndexOf('.'))).isEmpty())
                .toList();
        for (String file : gone) {
            StorageVol image = HostFiles.find(pool, file);
            if (image != null && !isGrownFrom(image.getPath())) {
                image.delete(0);
            }
        }
    }

    private boolean isGrownFrom(String image) throws LibvirtException {
        for (StoragePool pool : files.pools()) {
            for (String file : pool.listVolumes()) {
                StorageVol disk = HostFiles.find(pool, file);
                Base base = disk == null ? null : HostFiles.base(disk);
                if (base != null && base.path().equals(image)) {
                    return true;
                }
            }
        }
        return false;
    }
}
