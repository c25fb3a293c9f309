import { groovy } from './common.ts';

export const repairTimes = groovy(
  'RepairOverlaps.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.MarkupBuilder
import groovy.xml.XmlSlurper

/** Terminals repeat events after a power cut: of equal events of a person within 90 seconds the first stays. */
def Message processData(Message message) {
    def events = new XmlSlurper().parse(message.getBody(Reader)).Event.collect {
        [person: it.PersonId.text(), kind: it.Kind.text(), at: Date.parse("yyyy-MM-dd'T'HH:mm:ss", it.At.text())]
    }.sort { it.at }
    def kept = []
    events.each { event ->
        def before = kept.reverse().find { it.person == event.person }
        def repeated = before && before.kind == event.kind && (event.at.time - before.at.time) < 90_000
        if (!repeated) {
            kept << event
        }
    }
    def writer = new StringWriter()
    new MarkupBuilder(writer).Times {
        kept.each { event ->
            Event { PersonId(event.person); Kind(event.kind); At(event.at.format("yyyy-MM-dd'T'HH:mm:ss")) }
        }
    }
    message.setProperty('Dropped', events.size() - kept.size())
    message.setBody(writer.toString())
    return message
}
`,
);
