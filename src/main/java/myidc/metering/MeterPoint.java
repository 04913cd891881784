package myidc.metering;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.metering.MeterPointCommand.Charged;
import myidc.metering.MeterPointCommand.Measured;
import myidc.metering.MeterPointCommand.RegisterMeterPoint;
import myidc.metering.MeterPointCommand.RetireMeterPoint;
import myidc.metering.MeterPointCommand.SwapMeter;
import myidc.metering.event.MeterKind;
import myidc.metering.event.MeterPointEvent.MeterPointRegistered;
import myidc.metering.event.MeterPointEvent.MeterPointRetired;
import myidc.metering.event.MeterPointEvent.MeterSwapped;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.MeterPointId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A meter point: what is measured, for whom, under which charge, from when until when. */
final class MeterPoint {
    static final int RATIO_MAX = 10_000;
    static final long LIMIT_MAX = 10_000_000_000_000L;

    private static final Pattern CHARGE = Pattern.compile("[a-z][a-z0-9-]{0,29}(:[a-z0-9][a-z0-9._-]{0,59})?");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}-[a-z0-9-]{2,20}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}");
    private static final Duration AHEAD_MAX = Duration.ofDays(366);

    @AggregateIdentifier
    private @Nullable MeterPointId id;

    private String measures = "";
    private String charge = "";
    private @Nullable Instant from;
    private @Nullable Instant until;

    MeterPoint() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RegisterMeterPoint command, Claims claims, Clock clock) {
        Measured measured = command.measured();
        Charged charged = command.charged();
        String named = Check.text("measures", measured.measures(), 100);
        Check.matches("charge", charged.charge(), CHARGE, "must look like bandwidth:domestic");
        optional("region", charged.region(), REGION, "must look like cn-sha: country, hyphen, place");
        optional("contract", charged.contract(), LABEL, "must be at most 40 letters, digits, '-', '_', '.' or '/'");
        optional("bundle", charged.bundle(), LABEL, "must be at most 40 letters, digits, '-', '_', '.' or '/'");
        boolean counts = measured.kind() == MeterKind.INTERFACE_OCTETS;
        if (!(counts ? Set.of(32, 64) : Set.of(0)).contains(measured.counterBits())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "counterBits",
                    counts ? "counterBits must be 32 or 64" : "counterBits must be 0: nothing wraps here");
        }
        Check.range("limitPerSecond", measured.limitPerSecond(), counts ? 1 : 0, LIMIT_MAX);
        Check.range("ratio", measured.ratio(), 1, RATIO_MAX);
        if (command.from().isAfter(clock.instant().plus(AHEAD_MAX))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "from", "from must be within a year from now");
        }
        claims.take(
                new Claims.Claim("metering.measures", named + " " + charged.charge(), "measures"),
                command.meterPointId().text(),
                MeteringRefusal.METER_POINT_TAKEN);
        apply(new MeterPointRegistered(
                command.meterPointId(),
                command.tenantId(),
                measured.kind(),
                named,
                charged.charge(),
                charged.region(),
                charged.contract(),
                charged.bundle(),
                Check.text("unit", charged.unit(), 20),
                measured.counterBits(),
                measured.limitPerSecond(),
                measured.ratio(),
                command.from()));
    }

    @CommandHandler
    void decide(SwapMeter command, Clock clock) {
        String reason = Check.text("reason", command.reason(), 200);
        refuseRetired();
        if (command.at().isBefore(from) || command.at().isAfter(clock.instant())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "at", "at must be between the point's start, " + from + ", and now");
        }
        apply(new MeterSwapped(command.meterPointId(), command.at(), reason));
    }

    @CommandHandler
    void decide(RetireMeterPoint command, Claims claims, Clock clock) {
        refuseRetired();
        if (!command.until().isAfter(Objects.requireNonNull(from))
                || command.until().isBefore(clock.instant())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "until", "until must be now or later, and after the start, " + from);
        }
        claims.release(
                "metering.measures",
                measures + " " + charge,
                command.meterPointId().text());
        apply(new MeterPointRetired(command.meterPointId(), command.until()));
    }

    @EventSourcingHandler
    void evolve(MeterPointRegistered fact) {
        id = fact.meterPointId();
        measures = fact.measures();
        charge = fact.charge();
        from = fact.from();
    }

    @EventSourcingHandler
    void evolve(MeterSwapped fact) {
        id = fact.meterPointId();
    }

    @EventSourcingHandler
    void evolve(MeterPointRetired fact) {
        until = fact.until();
    }

    private void refuseRetired() {
        if (until != null) {
            throw Refused.because(
                    MeteringRefusal.METER_POINT_RETIRED, measures + " is measured until " + until + " and no longer");
        }
    }

    private static void optional(String field, @Nullable String value, Pattern pattern, String rule) {
        if (value != null) {
            Check.matches(field, value, pattern, rule);
        }
    }
}
