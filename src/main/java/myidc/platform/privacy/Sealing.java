package myidc.platform.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.platform.axon.StoreMapper;

/** Seals whole records about a person, as JSON, under the person's key. */
@Singleton
public final class Sealing {
    private final PersonKeys keys;
    private final ObjectMapper json = StoreMapper.facts();

    Sealing(PersonKeys keys) {
        this.keys = keys;
    }

    public Personal seal(String key, Object record) {
        try {
            return keys.seal(key, json.writeValueAsString(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record about a person cannot be written as JSON", e);
        }
    }

    /** The record, or empty once the key is destroyed. */
    public <T> Optional<T> open(Personal personal, Class<T> type) {
        return keys.open(personal).map(text -> {
            try {
                return json.readValue(text, type);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("What was sealed is not a " + type.getSimpleName(), e);
            }
        });
    }

    /** The text, or a blank one once the key is destroyed. */
    public String text(Personal personal) {
        return keys.open(personal).orElse("");
    }
}
