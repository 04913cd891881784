package myidc.inventory.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How a device was bought and is written off.
 *
 * @param depreciationMonths months over which its cost falls to the residual value in equal steps
 * @param residualPercent part of the cost that is left at the end
 */
public record Purchase(
        Money cost,
        LocalDate boughtOn,
        @Nullable LocalDate warrantyUntil,
        @Nullable String supplier,
        @Nullable String contract,
        int depreciationMonths,
        BigDecimal residualPercent) {}
