package myidc.inventory.power;

import static myidc.inventory.event.PowerAlarm.CRITICAL;
import static myidc.inventory.event.PowerAlarm.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import myidc.inventory.event.PowerAlarm;
import org.junit.jupiter.api.Test;

class AlarmRuleTest {
    @Test
    void aLoadThatSwaysAboutAThresholdIsToldOnce() {
        assertThat(course(50, 89, 90, 89, 86, 90, 85, 89))
                .containsExactly(null, null, WARNING, WARNING, WARNING, WARNING, null, null);
        assertThat(course(99, 100, 99, 96, 95, 99, 84))
                .containsExactly(WARNING, CRITICAL, CRITICAL, CRITICAL, WARNING, WARNING, null);
    }

    @Test
    void aLoadMayJumpOverTheWarning() {
        assertThat(course(40, 130, 40)).containsExactly(null, CRITICAL, null);
    }

    private static List<PowerAlarm> course(long... percents) {
        List<PowerAlarm> course = new ArrayList<>();
        PowerAlarm alarm = null;
        for (long percent : percents) {
            alarm = AlarmRule.after(alarm, percent);
            course.add(alarm);
        }
        return course;
    }
}
