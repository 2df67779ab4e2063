package dev.shopplatform.user;

import dev.shopplatform.service.test.OperationsContract;

class UserOperationsTest extends OperationsContract {

    UserOperationsTest() {
        super("/users/login");
    }
}
