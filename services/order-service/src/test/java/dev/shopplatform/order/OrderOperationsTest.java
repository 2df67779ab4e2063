package dev.shopplatform.order;

import dev.shopplatform.service.test.OperationsContract;

class OrderOperationsTest extends OperationsContract {

    OrderOperationsTest() {
        super("/orders/{id}/cancel");
    }
}
