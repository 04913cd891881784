package myidc.tenancy.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import myidc.platform.axon.StoreMapper;
import myidc.tenancy.event.Grants;

/** Grants as views keep them. */
final class GrantsText {
    private GrantsText() {}

    static String write(Grants grants) {
        try {
            return StoreMapper.facts().writeValueAsString(grants);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Grants cannot be written as JSON", e);
        }
    }

    static Grants read(String text) {
        try {
            return StoreMapper.facts().readValue(text, Grants.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Grants are not readable: " + text, e);
        }
    }
}
