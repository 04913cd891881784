package myidc.api.tenant.linode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The JSON of guests that are shown again and again, kept for as long as the guest's answer itself is. */
@Singleton
final class WrittenGuests implements ObjectMapperCustomizer {
    private final Cache<LinodeInstanceJson, SerializableString> texts =
            Caffeine.newBuilder().weakKeys().build();

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("written-guests").setSerializerModifier(new ByText()));
    }

    void keep(LinodeInstanceJson guest, ObjectMapper mapper) {
        try {
            texts.put(guest, new SerializedString(mapper.writeValueAsString(guest)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class ByText extends BeanSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        @SuppressWarnings("unchecked") // what serializes this class takes this class
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
            return bean.getBeanClass() == LinodeInstanceJson.class
                    ? new Writer((JsonSerializer<LinodeInstanceJson>) serializer)
                    : serializer;
        }
    }

    private final class Writer extends JsonSerializer<LinodeInstanceJson>
            implements ResolvableSerializer, ContextualSerializer {
        private final JsonSerializer<LinodeInstanceJson> anew;

        Writer(JsonSerializer<LinodeInstanceJson> anew) {
            this.anew = anew;
        }

        @Override
        public void resolve(SerializerProvider provider) throws JsonMappingException {
            if (anew instanceof ResolvableSerializer resolvable) {
                resolvable.resolve(provider);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // it stays a serializer of the same class
        public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
                throws JsonMappingException {
            return anew instanceof ContextualSerializer contextual
                    ? new Writer((JsonSerializer<LinodeInstanceJson>) contextual.createContextual(provider, property))
                    : this;
        }

        @Override
        public void serialize(LinodeInstanceJson guest, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            SerializableString text = texts.getIfPresent(guest);
            if (text == null) {
                anew.serialize(guest, out, provider);
            } else {
                out.writeRawValue(text);
            }
        }
    }
}
