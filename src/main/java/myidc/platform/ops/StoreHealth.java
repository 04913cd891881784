package myidc.platform.ops;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.axon.Processors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the store answers and no processor of this process is failing. */
@Readiness
@Singleton
public final class StoreHealth implements HealthCheck {
    private final Processors processors;

    StoreHealth(Processors processors) {
        this.processors = processors;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> failing = processors.list().stream()
                .filter(p -> p.state().equals("failing"))
                .map(Processors.Processor::name)
                .toList();
        return HealthCheckResponse.named("event store")
                .status(failing.isEmpty())
                .withData("head", processors.head())
                .withData("failing", String.join(", ", failing))
                .build();
    }
}
