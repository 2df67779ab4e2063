package dev.shopplatform.payment;

import dev.shopplatform.service.test.OperationsContract;

class PaymentOperationsTest extends OperationsContract {

    PaymentOperationsTest() {
        super("/payments/{id}/capture");
    }
}
