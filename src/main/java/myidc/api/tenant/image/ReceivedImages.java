package myidc.api.tenant.image;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import myidc.compute.ComputeRefusal;
import myidc.compute.ImageCommand.ConfirmImage;
import myidc.compute.port.ImageStore;
import myidc.compute.port.ImageStore.Kept;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.ImageView;
import myidc.compute.read.Images;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.ImageId;
import myidc.tenancy.Secrets;
import org.jspecify.annotations.Nullable;

/** Contents of images that were sent: whether they may be, and what becomes of them. */
@Singleton
class ReceivedImages {
    /** After Linode's reference of POST /images/upload. */
    private static final Duration OPEN_FOR = Duration.ofHours(24);

    private static final Caller UPLOADS = Caller.program("image-uploads");

    private final Images images;
    private final ImageStore store;
    private final Commands commands;
    private final Clock clock;

    ReceivedImages(Images images, ImageStore store, Commands commands, Clock clock) {
        this.images = images;
        this.store = store;
        this.commands = commands;
        this.clock = clock;
    }

    /** An empty file for the contents that are awaited under the key; refused when none are, or no longer. */
    Path begin(String key) throws IOException {
        awaiting(key);
        return Files.createTempFile("myidc-image-", ".part");
    }

    /**
     * Puts the contents where images lie and says so in the book.
     *
     * @param checksum SHA-256 that the file is to have, in hex; null when the sender does not say
     */
    boolean end(String key, Path file, @Nullable String checksum) throws IOException {
        ImageFile read = ImageFile.read(file);
        if (checksum != null && !checksum.strip().toLowerCase(Locale.ROOT).equals(read.sha256())) {
            throw Refused.because(
                    ComputeRefusal.IMAGE_UPLOAD_INVALID,
                    "X-Checksum-SHA256 is not that of what arrived, which is " + read.sha256());
        }
        ImageId id = new ImageId(awaiting(key).id);
        Kept kept;
        try {
            kept = store.keep(id, file, read.sizeMb());
        } catch (RoomFailed e) {
            throw new IOException("The image " + id + " could not be kept", e);
        }
        commands.sendAs(UPLOADS, new ConfirmImage(id, kept.sizeMb(), kept.storedBytes(), read.sha256()));
        return true;
    }

    private ImageView awaiting(String key) {
        return find(Secrets.hash(key))
                .filter(image -> image.createdAt.plus(OPEN_FOR).isAfter(clock.instant()))
                .orElseThrow(() -> Refused.because(ComputeRefusal.IMAGE_NOT_FOUND, "Not found"));
    }

    @Transactional
    Optional<ImageView> find(String keyHash) {
        return images.awaiting(keyHash);
    }
}
