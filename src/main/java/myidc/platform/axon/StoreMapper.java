package myidc.platform.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.lang.reflect.Constructor;
import myidc.shared.id.Id;
import org.jspecify.annotations.Nullable;

/** The JSON of the store: instants as text, decimals as they are, ids as numbers, unknown fields refused by nobody. */
public final class StoreMapper {
    private StoreMapper() {}

    /** For facts: only what their records say. */
    public static ObjectMapper facts() {
        return JsonMapper.builder()
                .addModule(new ParameterNamesModule())
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(ids())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }

    /** For snapshots and view rows: fields, whatever their visibility. */
    public static ObjectMapper fields() {
        ObjectMapper mapper = facts();
        mapper.setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE);
        mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
        mapper.setVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY);
        return mapper;
    }

    private static SimpleModule ids() {
        SimpleModule module = new SimpleModule("ids");
        module.addSerializer(Id.class, new IdWriter());
        module.setDeserializers(new IdReaders());
        return module;
    }

    /** The same module for the HTTP mapper. */
    public static SimpleModule idModule() {
        return ids();
    }

    private static final class IdWriter extends JsonSerializer<Id> {
        @Override
        public void serialize(Id id, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(id.value());
        }
    }

    private static final class IdReaders extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription bean) {
            return Id.class.isAssignableFrom(type.getRawClass())
                            && type.getRawClass().isRecord()
                    ? new IdReader(type.getRawClass())
                    : null;
        }
    }

    private static final class IdReader extends JsonDeserializer<Id> {
        private final Constructor<?> constructor;

        IdReader(Class<?> type) {
            try {
                constructor = type.getDeclaredConstructor(long.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is no id of one number", e);
            }
        }

        @Override
        public Id deserialize(JsonParser in, DeserializationContext context) throws IOException, JacksonException {
            try {
                return (Id) constructor.newInstance(in.getLongValue());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Unreadable id", e);
            }
        }
    }
}
