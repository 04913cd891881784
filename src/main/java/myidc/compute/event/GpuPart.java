package myidc.compute.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import myidc.shared.id.GpuId;
import org.jspecify.annotations.Nullable;

/**
 * What one guest may have of a GPU: the whole of it, or one slice.
 *
 * @param sliceType null for a whole card
 * @param slice counted from 1; 0 for a whole card
 */
public record GpuPart(
        GpuId gpuId, String address, String model, @Nullable String sliceType, int slice) {
    /** By which no two guests can hold it. */
    public String key() {
        return gpuId.text() + "/" + slice;
    }

    /** The mediated device of a slice, the same at all times. */
    public UUID device() {
        return UUID.nameUUIDFromBytes(("myidc/" + key()).getBytes(StandardCharsets.UTF_8));
    }
}
