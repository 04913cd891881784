package myidc.api.tenant.volume;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.TagBearers;
import myidc.shared.id.VolumeId;
import myidc.storage.VolumeCommand.TagVolume;
import myidc.storage.read.VolumeView;

/** Volumes that bear tags. */
@Singleton
final class TaggedVolumes implements TagBearers {
    private final OwnVolumes own;

    TaggedVolumes(OwnVolumes own) {
        this.own = own;
    }

    @Override
    public String kind() {
        return "volume";
    }

    @Override
    public Collection<String> borne() {
        return own.seen(null).stream().flatMap(row -> Arrays.stream(row.tags)).toList();
    }

    @Override
    public List<?> bearing(String label) {
        List<VolumeView> rows = with(label);
        Map<Long, String> labels = own.labels(rows);
        return rows.stream().map(row -> VolumeJson.of(row, labels)).toList();
    }

    @Override
    public Object put(String thing, String label) {
        VolumeView row = own.changeable(TagBearers.number(thing));
        return new TagVolume(new VolumeId(row.id), TagBearers.with(List.of(row.tags), label));
    }

    @Override
    public List<Object> take(String label) {
        return with(label).stream()
                .<Object>map(row -> new TagVolume(new VolumeId(row.id), TagBearers.without(List.of(row.tags), label)))
                .toList();
    }

    private List<VolumeView> with(String label) {
        return own.seen(null).stream()
                .filter(row -> List.of(row.tags).contains(label))
                .toList();
    }
}
