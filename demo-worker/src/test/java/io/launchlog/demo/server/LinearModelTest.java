package io.launchlog.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearModelTest {

    @TempDir
    Path directory;

    @Test
    void answersTheLabelWithTheHighestScore() throws IOException {
        LinearModel model = model("inputs=2\nlabels=low,high\nweights.low=1 0\nweights.high=0 1\n");
        assertThat(model.predict("0.9 0.1")).isEqualTo("low");
        assertThat(model.predict(" 0.1  0.9 ")).isEqualTo("high");
    }

    @Test
    void saysWhichLineOfItsFileIsWrong() {
        refused("labels=a\n", "Cannot load model model.properties: inputs is missing");
        refused("inputs=2\n", "Cannot load model model.properties: labels is missing");
        refused("inputs=2\nlabels=a\n", "Cannot load model model.properties: weights.a is missing");
        refused(
                "inputs=2\nlabels=a\nweights.a=1\n",
                "Cannot load model model.properties: weights.a has 1 numbers, but the model has 2 inputs");
    }

    @Test
    void refusesAnotherNumberOfInputs() throws IOException {
        LinearModel model = model("inputs=2\nlabels=a\nweights.a=1 0\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predict("1"))
                .withMessage("The model has 2 inputs, not 1");
    }

    private void refused(String content, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> model(content)).withMessage(message);
    }

    private LinearModel model(String content) throws IOException {
        return LinearModel.read(Files.writeString(directory.resolve("model.properties"), content));
    }
}
