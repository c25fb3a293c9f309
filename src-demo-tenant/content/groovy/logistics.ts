import { groovy } from './common.ts';

export const splitParcels = groovy(
  'BuildParcels.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.json.JsonOutput
import groovy.json.JsonSlurper

/** Groups the picked lines of a delivery into parcels of at most MaxWeight kilograms. */
def Message processData(Message message) {
    def delivery = new JsonSlurper().parse(message.getBody(Reader))
    def limit = (message.getProperty('MaxWeight') ?: '31.5') as BigDecimal
    def parcels = []
    def current = [lines: [], weight: 0.0]
    delivery.lines.sort { -it.weight }.each { line ->
        if (line.weight > limit) {
            throw new IllegalStateException("Line \${line.position} weighs \${line.weight} kg, more than one parcel may")
        }
        if (current.weight + line.weight > limit) {
            parcels << current
            current = [lines: [], weight: 0.0]
        }
        current.lines << line.position
        current.weight += line.weight
    }
    if (current.lines) {
        parcels << current
    }
    message.setProperty('ParcelCount', parcels.size())
    message.setBody(JsonOutput.toJson([delivery: delivery.number, parcels: parcels]))
    return message
}
`,
);

export const carrierByCountry = groovy(
  'ChooseCarrier.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import com.sap.it.api.ITApiFactory
import com.sap.it.api.mapping.ValueMappingApi

/** Finds the carrier of the destination in the value mapping; falls back to the default. */
def Message processData(Message message) {
    def service = ITApiFactory.getService(ValueMappingApi.class, null)
    def country = message.getProperty('Country') as String
    def carrier = service?.getMappedValue('Nordwind', 'Country', country, 'Logistics', 'Carrier')
    if (!carrier) {
        carrier = message.getProperty('DefaultCarrier')
        messageLogFactory.getMessageLog(message)?.setStringProperty('Carrier', "no carrier for \${country}, default used")
    }
    message.setProperty('Carrier', carrier)
    return message
}
`,
);
