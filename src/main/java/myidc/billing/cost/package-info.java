/** What things cost the operator, reckoned from rates and what is there; pure. */
@org.jspecify.annotations.NullMarked
package myidc.billing.cost;
