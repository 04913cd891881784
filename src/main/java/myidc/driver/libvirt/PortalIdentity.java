package myidc.driver.libvirt;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import myidc.compute.joining.HostAuthority;
import myidc.compute.joining.HostAuthority.ClientFiles;
import myidc.compute.joining.HostInvitations;
import org.jspecify.annotations.Nullable;

/** How the portal shows hosts that joined who it is: libvirt reads that from files, which live as long as the portal. */
@Singleton
final class PortalIdentity {
    private static final String TLS = "qemu+tls://";
    private static final List<String> FILES = List.of("cacert.pem", "clientcert.pem", "clientkey.pem");

    private final HostInvitations invitations;
    private final HostAuthority authority;
    private @Nullable Path folder;

    PortalIdentity(HostInvitations invitations, HostAuthority authority) {
        this.invitations = invitations;
        this.authority = authority;
    }

    /** The address with where our certificate lies, when the host is one that has its own from us. */
    String shownTo(String uri) {
        if (!uri.startsWith(TLS) || uri.contains("?") || !invitations.hasCertificate(uri)) {
            return uri;
        }
        return uri + "?pkipath=" + files();
    }

    /** Written again when somebody has cleared the system's temporary folder. */
    private synchronized Path files() {
        Path known = folder;
        try {
            if (known == null || !Files.exists(known.resolve(FILES.getLast()))) {
                remove();
                known = Files.createTempDirectory("myidc-hosts-");
                folder = known;
                ClientFiles files = authority.clientFiles();
                List<String> texts = List.of(files.authority(), files.certificate(), files.key());
                for (int index = 0; index < texts.size(); index++) {
                    write(known.resolve(FILES.get(index)), texts.get(index));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @PreDestroy
    synchronized void remove() {
        Path known = folder;
        if (known == null) {
            return;
        }
        folder = null;
        try {
            for (String name : FILES) {
                Files.deleteIfExists(known.resolve(name));
            }
            Files.deleteIfExists(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
