package myidc.compute.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.compute.event.Resources;
import myidc.compute.event.WeighingEvent.PlacementWeighed;
import myidc.compute.event.WeighingEvent.Refusals;
import myidc.compute.packing.Part;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementRuleId;
import org.jspecify.annotations.Nullable;

/**
 * All that was weighed for one decision: what every filter said of every host, and every score with its parts.
 *
 * @param fitting the best first
 */
record Weighing(Yardstick yardstick, List<Fitting> fitting, List<Refused> refused) {
    private static final int HOSTS_TOLD_MAX = 200;
    private static final int DIGITS = 6;

    int hosts() {
        return fitting.size() + refused.size();
    }

    PlacementWeighed told(InstanceId guest, HostId chosen, @Nullable PlacementRuleId rule) {
        Map<String, Integer> counts = new TreeMap<>();
        refused.forEach(host -> host.filters().forEach(filter -> counts.merge(filter, 1, Integer::sum)));
        List<String> verdicts = new ArrayList<>();
        fitting.stream().limit(HOSTS_TOLD_MAX).forEach(host -> verdicts.add(line(host)));
        refused.stream()
                .limit(HOSTS_TOLD_MAX - verdicts.size())
                .forEach(host -> verdicts.add(host.room().hostId().value() + " " + String.join(" ", host.filters())));
        return new PlacementWeighed(
                guest,
                chosen,
                yardstick.policy().name(),
                rule,
                yardstick.told(),
                hosts(),
                fitting.size(),
                counts.entrySet().stream()
                        .map(count -> new Refusals(count.getKey(), count.getValue()))
                        .toList(),
                verdicts);
    }

    private String line(Fitting host) {
        String parts = yardstick.parts(host.room(), host.wanted()).stream()
                .map(part -> " " + rounded(part))
                .collect(Collectors.joining());
        return host.room().hostId().value() + " " + host.score().toPlainString() + parts
                + (host.beside() ? " BESIDE" : "");
    }

    private static String rounded(Part part) {
        return BigDecimal.valueOf(part.value())
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /**
     * A host that could have it.
     *
     * @param beside whether it has a guest that this one is to be kept apart from where that can be
     */
    record Fitting(HostRoom room, Resources wanted, BigDecimal score, boolean beside) {}

    /**
     * A host that is out of the question.
     *
     * @param filters all that refused it, in the order in which they are asked
     */
    record Refused(HostRoom room, List<String> filters) {}
}
