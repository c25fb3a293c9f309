import { groovy } from './common.ts';

export const checkOrder = groovy(
  'CheckOrderLines.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.XmlSlurper
import groovy.xml.XmlUtil

/** Refuses orders without lines and rounds quantities to whole pieces. */
def Message processData(Message message) {
    def order = new XmlSlurper().parse(message.getBody(Reader))
    def lines = order.Item
    if (lines.size() == 0) {
        throw new IllegalArgumentException("Order \${order.OrderId.text()} has no lines")
    }
    lines.each { line ->
        def quantity = line.Quantity.text().toBigDecimal()
        if (quantity <= 0) {
            throw new IllegalArgumentException("Line \${line.Line.text()}: quantity \${quantity} is not positive")
        }
        line.Quantity.replaceBody(quantity.setScale(0, java.math.RoundingMode.UP).toPlainString())
    }
    message.setProperty('LineCount', lines.size())
    message.setBody(XmlUtil.serialize(order))
    return message
}
`,
);
