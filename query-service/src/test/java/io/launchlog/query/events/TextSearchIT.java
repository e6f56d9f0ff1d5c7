package io.launchlog.query.events;

import io.launchlog.query.testing.TestStore;

class TextSearchIT extends TextSearchContract {

    @Override
    TestStore store() {
        return TestStore.shared();
    }
}
