package myidc.platform.db;

import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import myidc.platform.axon.StoreMapper;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/** JSON columns of views are written as the store writes, never as the HTTP doors do, so that neither moves the other. */
@Singleton
@JsonFormat
@PersistenceUnitExtension
public final class StoredJson implements FormatMapper {
    private final JacksonJsonFormatMapper mapper = new JacksonJsonFormatMapper(StoreMapper.fields());

    @Override
    public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
        return mapper.fromString(text, type, options);
    }

    @Override
    public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
        return mapper.toString(value, type, options);
    }
}
