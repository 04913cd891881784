package myidc.inventory;

import myidc.shared.Check;

/** What a rack may hold. */
record RackLimits(int heightU, int weightKgMax, int powerWMax) {
    /** The limits asked for, within what any rack may have. */
    static RackLimits checked(int heightU, int weightKgMax, int powerWMax) {
        Check.range("heightU", heightU, 1, 60);
        Check.range("maxWeightKg", weightKgMax, 1, 5_000);
        Check.range("maxPowerW", powerWMax, 1, 200_000);
        return new RackLimits(heightU, weightKgMax, powerWMax);
    }
}
