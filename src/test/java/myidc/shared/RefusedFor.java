package myidc.shared;

import static org.hamcrest.Matchers.equalTo;

import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;

/** Matches a no by its reason. */
public final class RefusedFor {
    private RefusedFor() {}

    public static Matcher<Refused> refusedFor(Refusal reason) {
        return new FeatureMatcher<>(equalTo(reason), "refused for", "reason") {
            @Override
            protected Refusal featureValueOf(Refused refused) {
                return refused.refusal();
            }
        };
    }
}
