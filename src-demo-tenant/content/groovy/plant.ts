import { groovy } from './common.ts';

export const alarmRules = groovy(
  'ApplyAlarmRules.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.json.JsonOutput
import groovy.json.JsonSlurper

/** Keeps readings outside their limits; a reading without limits is never an alarm. */
def Message processData(Message message) {
    def batch = new JsonSlurper().parse(message.getBody(Reader))
    def alarms = batch.readings.findAll { reading ->
        (reading.max != null && reading.value > reading.max) || (reading.min != null && reading.value < reading.min)
    }.collect { reading ->
        def limit = reading.value > (reading.max ?: Double.MAX_VALUE) ? reading.max : reading.min
        reading + [severity: Math.abs(reading.value - limit) > Math.abs(limit) * 0.2 ? 'HIGH' : 'LOW']
    }
    message.setProperty('AlarmCount', alarms.size())
    message.setProperty('Equipment', batch.equipment)
    message.setBody(JsonOutput.toJson([equipment: batch.equipment, alarms: alarms]))
    return message
}
`,
);
