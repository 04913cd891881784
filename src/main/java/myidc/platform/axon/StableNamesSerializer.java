package myidc.platform.axon;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/** Writes facts and snapshots under their stored names, so that packages may move and history does not notice. */
final class StableNamesSerializer extends JacksonSerializer {
    private final EventNames names;

    private StableNamesSerializer(Builder builder, EventNames names) {
        super(builder);
        this.names = names;
    }

    static StableNamesSerializer over(ObjectMapper mapper, EventNames names) {
        return new StableNamesSerializer(JacksonSerializer.builder().objectMapper(mapper), names);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        SerializedType plain = super.typeForClass(type);
        String stored = names.nameOf((Class<?>) type);
        return stored == null ? plain : new SimpleSerializedType(stored, plain.getRevision());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        Class<?> known = names.classOf(type.getName());
        return known == null ? super.classForType(type) : known;
    }
}
