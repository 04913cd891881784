package myidc.storage.policy;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import myidc.shared.id.PoolId;
import myidc.storage.PoolCommand.JudgeForecast;
import myidc.storage.event.PoolEvent.PoolMeasured;
import myidc.storage.event.PoolEvent.PoolReported;
import myidc.storage.forecast.Forecast;
import myidc.storage.read.Capacities;
import myidc.storage.read.PoolReportView;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Looks ahead once a day for each pool, at its first report: a forecast moves slowly. */
@Singleton
@ProcessingGroup("storage.policy")
public final class WhenPoolMeasuredThenJudgeForecast implements Handler {
    private static final Caller PROGRAM = Caller.program("pool-forecast");

    private final Commands commands;
    private final Capacities capacities;

    WhenPoolMeasuredThenJudgeForecast(Commands commands, Capacities capacities) {
        this.commands = commands;
        this.capacities = capacities;
    }

    @EventHandler
    void react(PoolMeasured fact) {
        judge(fact.poolId(), fact.at());
    }

    @EventHandler
    void react(PoolReported fact) {
        judge(fact.poolId(), fact.at());
    }

    private void judge(PoolId pool, Instant at) {
        if (!capacities.firstOfDay(pool, at)) {
            return;
        }
        Optional<PoolReportView> report = capacities.report(pool, at);
        if (report.isEmpty()) {
            return;
        }
        List<Forecast> known = capacities.fillings(report.get()).stream()
                .map(Capacities.Filling::forecast)
                .filter(Objects::nonNull)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        BigDecimal days = known.stream()
                .map(Forecast::days)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .map(least -> BigDecimal.valueOf(least).setScale(1, RoundingMode.HALF_EVEN))
                .orElse(null);
        commands.sendAs(PROGRAM, new JudgeForecast(pool, at, days));
    }
}
