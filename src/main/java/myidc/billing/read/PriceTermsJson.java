package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import myidc.billing.event.PriceTerms;
import myidc.platform.axon.StoreMapper;

/** Terms of a price as a column of a view. */
final class PriceTermsJson {
    private static final ObjectMapper JSON = StoreMapper.facts();

    private PriceTermsJson() {}

    static String write(PriceTerms terms) {
        try {
            return JSON.writeValueAsString(terms);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Terms cannot be written as JSON", e);
        }
    }

    static PriceTerms read(String json) {
        try {
            return JSON.readValue(json, PriceTerms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Terms are no JSON of theirs", e);
        }
    }
}
