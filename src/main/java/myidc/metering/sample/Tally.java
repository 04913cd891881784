package myidc.metering.sample;

import java.util.EnumMap;
import java.util.Map;
import myidc.metering.sample.Counters.Step;
import myidc.metering.sample.Counters.Verdict;

/** How many steps of a period ended how; kept beside every figure that is billed. */
public final class Tally {
    private final Map<Verdict, Integer> byVerdict = new EnumMap<>(Verdict.class);
    private int gaps;

    void note(Step step) {
        byVerdict.merge(step.verdict(), 1, Integer::sum);
        if (step.isGap()) {
            gaps++;
        }
    }

    public int of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0);
    }

    public int gaps() {
        return gaps;
    }
}
