package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.monitoring.Dashboard.Panel;
import io.launchlog.deploy.monitoring.Dashboard.Target;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTest {

    /** Those of Grafana that are used here. */
    private static final List<String> UNITS =
            List.of("short", "s", "bytes", "percentunit", "reqps", "eps", "none", "bool_on_off");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern LABEL_IN_LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private static final Dashboard DASHBOARD = Dashboard.read();

    static List<Panel> panels() {
        return DASHBOARD.panels();
    }

    @Test
    void is_importable_anywhere() {
        assertThat(DASHBOARD.root().required("id").isNull()).isTrue();
        assertThat(DASHBOARD.root().required("uid").asString()).isEqualTo("launchlog");
        assertThat(DASHBOARD.root().required("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    }

    @Test
    void panels_and_rows_have_ids_of_their_own_and_titles_too() {
        assertThat(Dashboard.stream(DASHBOARD.root().required("panels"))
                        .map(panel -> panel.required("id").asInt()))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates();
        assertThat(panels()).extracting(Panel::title).doesNotHaveDuplicates();
    }

    @Test
    void panels_do_not_lie_on_each_other() {
        boolean[][] taken = new boolean[200][24];
        Dashboard.stream(DASHBOARD.root().required("panels")).forEach(panel -> {
            var place = panel.required("gridPos");
            for (int y = 0; y < place.required("h").asInt(); y++) {
                for (int x = 0; x < place.required("w").asInt(); x++) {
                    int row = place.required("y").asInt() + y;
                    int column = place.required("x").asInt() + x;
                    assertThat(taken[row][column])
                            .as("%s at %d, %d", panel.required("title"), column, row)
                            .isFalse();
                    taken[row][column] = true;
                }
            }
        });
    }

    @Test
    void the_datasource_is_a_variable() {
        assertThat(DASHBOARD.variables()).anySatisfy(variable -> {
            assertThat(variable.required("name").asString()).isEqualTo("datasource");
            assertThat(variable.required("type").asString()).isEqualTo("datasource");
            assertThat(variable.required("query").asString()).isEqualTo("prometheus");
        });
        assertThat(DASHBOARD.root().findValues("datasource"))
                .hasSizeGreaterThan(panels().size())
                .allSatisfy(datasource -> {
                    assertThat(datasource.required("type").asString()).isEqualTo("prometheus");
                    assertThat(datasource.required("uid").asString()).isEqualTo("${datasource}");
                });
    }

    @ParameterizedTest
    @MethodSource("panels")
    void a_panel_says_what_it_shows_and_in_which_unit(Panel panel) {
        assertThat(panel.json().required("description").asString()).isNotBlank();
        assertThat(panel.json().at("/fieldConfig/defaults/unit").asString("")).isIn(UNITS);
        assertThat(panel.targets()).isNotEmpty();
        assertThat(panel.targets()).extracting(Target::legend).doesNotHaveDuplicates();
        assertThat(Dashboard.stream(panel.json().required("targets"))
                        .map(target -> target.required("refId").asString()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void a_panel_uses_variables_that_there_are(Panel panel) {
        List<String> names = DASHBOARD.variables().stream()
                .map(variable -> variable.required("name").asString())
                .toList();
        assertThat(panel.targets().stream()
                        .flatMap(target -> VARIABLE.matcher(target.expression()).results())
                        .map(used -> used.group(1))
                        .filter(name -> !name.equals("__rate_interval")))
                .isSubsetOf(names);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void a_legend_names_labels_by_which_its_query_groups(Panel panel) {
        assertThat(panel.targets())
                .allSatisfy(target -> assertThat(LABEL_IN_LEGEND
                                .matcher(target.legend())
                                .results()
                                .map(label -> label.group(1)))
                        .isSubsetOf(PromQl.parse(target.expression().replace("$__rate_interval", "1m"))
                                .labels()));
    }
}
