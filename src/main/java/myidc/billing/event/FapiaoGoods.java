package myidc.billing.event;

import java.math.BigDecimal;

/**
 * What a fapiao names as sold under one tax rate; below zero on a red letter.
 *
 * @param code the tax authority's classification of goods and services, 19 digits
 * @param rate as a fraction: 0.06 for six percent
 */
public record FapiaoGoods(String code, String name, BigDecimal rate, BigDecimal net, BigDecimal tax) {}
