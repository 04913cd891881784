package myidc.storage.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import myidc.platform.axon.StoreMapper;
import myidc.storage.event.DiskOperations;
import myidc.storage.event.VolumeFigures;
import org.jspecify.annotations.Nullable;

/** Records within a column, in the form facts have them. */
final class StoredJson {
    private static final ObjectMapper JSON = StoreMapper.facts();

    private StoredJson() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A figure cannot be written as JSON", e);
        }
    }

    static <T> @Nullable T read(@Nullable String text, Class<T> type) {
        try {
            return text == null ? null : JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column holds no " + type.getSimpleName(), e);
        }
    }

    static List<DiskOperations> operations(String text) {
        try {
            return JSON.readValue(text, new TypeReference<List<DiskOperations>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column holds no operations of disks", e);
        }
    }

    static List<VolumeFigures> volumes(@Nullable String text) {
        try {
            return text == null ? List.of() : JSON.readValue(text, new TypeReference<List<VolumeFigures>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column holds no volumes", e);
        }
    }
}
