package myidc.platform.asof;

import org.jspecify.annotations.Nullable;

/** By what name the people that facts know by key are known to others. */
public interface WhoNames {
    /** The name of whoever has this key, such as {@code person-7}; null for a program and for who is erased or unknown. */
    @Nullable
    String of(String who);
}
