package myidc.compute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.compute.event.GpuPart;
import org.jspecify.annotations.Nullable;

/**
 * GPUs that a guest is to have, alike.
 *
 * @param model null for any
 * @param sliceType what of slices; null for whole cards
 */
public record GpuWish(
        int count, @Nullable String model, @Nullable String sliceType) {
    /** Whether this is one of what is wanted. */
    public boolean suits(GpuPart part) {
        return suits(part.model(), part.sliceType());
    }

    /** The same of a card that is offered so. */
    public boolean suits(String ofModel, @Nullable String ofSliceType) {
        return (model == null || model.equals(ofModel)) && Objects.equals(sliceType, ofSliceType);
    }

    /** What another host has to give a guest that has these here. */
    public static List<GpuWish> like(List<GpuPart> parts) {
        Map<GpuWish, Integer> kinds = new LinkedHashMap<>();
        parts.forEach(part -> kinds.merge(new GpuWish(1, part.model(), part.sliceType()), 1, Integer::sum));
        List<GpuWish> wishes = new ArrayList<>();
        kinds.forEach((kind, count) -> wishes.add(new GpuWish(count, kind.model, kind.sliceType)));
        return wishes;
    }

    /** For people: {@code 2 GPUs NVIDIA A10}, {@code 1 slice nvidia-592 of a GPU}. */
    public String words() {
        String what = sliceType == null
                ? (count == 1 ? " GPU" : " GPUs")
                : (count == 1 ? " slice " : " slices ") + sliceType + " of GPUs";
        return count + what + (model == null ? "" : " " + model);
    }
}
