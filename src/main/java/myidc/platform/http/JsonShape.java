package myidc.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import myidc.platform.axon.StoreMapper;

/** JSON of every HTTP contract: instants as text, ids as numbers, unknown fields of a request ignored but
 * where {@link UnknownFields} refuses them. */
@Singleton
final class JsonShape implements ObjectMapperCustomizer {
    private final CurrentVertxRequest requests;

    JsonShape(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(StoreMapper.idModule());
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.addHandler(new UnknownFields(requests));
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
    }
}
