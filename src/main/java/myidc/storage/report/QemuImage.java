package myidc.storage.report;

import java.util.Set;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/**
 * {@code qemu-img info --output=json} of one image.
 *
 * @param actualBytes what the file takes on its file system
 * @param backing the image it was cloned from; null for none
 */
record QemuImage(
        String file,
        String format,
        long virtualBytes,
        long actualBytes,
        @Nullable String backing) {
    private static final Set<String> FORMATS = Set.of("qcow2", "raw", "qed", "vmdk", "vdi", "vhdx", "vpc");

    static QemuImage read(String output) {
        JsonOutput root = JsonOutput.read(Tool.QEMU_IMG_INFO, output);
        JsonOutput image = root.isList() ? first(root) : root;
        String format = image.text("format");
        if (!FORMATS.contains(format)) {
            throw image.at("format").odd("unknown format");
        }
        if (image.has("format-specific")) {
            JsonOutput specific = image.at("format-specific");
            if (format.equals("qcow2")
                    && specific.at("data").has("corrupt")
                    && specific.at("data").flag("corrupt")) {
                throw specific.at("data").at("corrupt").odd("the image is corrupt");
            }
        }
        String backing = image.has("full-backing-filename") ? image.text("full-backing-filename") : null;
        return new QemuImage(
                image.text("filename"), format, image.whole("virtual-size"), image.whole("actual-size"), backing);
    }

    private static JsonOutput first(JsonOutput root) {
        if (root.items().isEmpty()) {
            throw root.odd("there is no image");
        }
        return root.items().getFirst();
    }
}
