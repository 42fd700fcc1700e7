// Draws the ties of a graph of moderate size: a band as wide as the tie is well attested, dashed where it is only alleged, dotted where
// articles contradict each other, with an arrowhead at its second end. Ties between the same two nodes run side by side.
//
// Band and head are one instance of nine vertices, laid out in pixels by the vertex shader, so that panning and zooming upload nothing new.
// Above a few thousand ties lineProgram.ts takes over.
import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

export interface TieData extends EdgeDisplayData {
  lane: number; // pixels to the left of the straight line from source to target
  dash: number; // length of a dash with its gap in pixels; 0 is solid
}

const vertex = /* glsl */ `
attribute vec2 a_from;
attribute vec2 a_to;
attribute vec4 a_color;
attribute vec4 a_style;  // half width, lane, dash, unused
attribute vec2 a_radii;  // of the nodes at either end
attribute vec3 a_corner; // along 0..1, across -1..1, 1 in the head
uniform mat3 u_matrix;
uniform vec2 u_viewport;
uniform float u_scale;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_dash;
void main() {
  vec2 from = (u_matrix * vec3(a_from, 1.0)).xy * u_viewport * 0.5;
  vec2 to = (u_matrix * vec3(a_to, 1.0)).xy * u_viewport * 0.5;
  vec2 line = to - from;
  float span = max(length(line), 0.001);
  vec2 dir = line / span;
  vec2 side = vec2(-dir.y, dir.x);
  float thin = clamp(u_scale, 0.6, 1.6);
  float half_width = a_style.x * thin;
  float head = min(5.0 * thin + half_width * 2.0, span * 0.4);
  float head_half = head * 0.5;
  float tail = min(a_radii.x * u_scale + 1.0, span * 0.4);
  float tip = span - min(a_radii.y * u_scale + 1.5, span * 0.4);
  float base = max(tip - head, tail);
  float along;
  float across;
  if (a_corner.z > 0.5) {
    along = mix(base, tip, a_corner.x);
    across = a_corner.y * head_half;
    v_half = 100.0;
    v_dash = 0.0;
  } else {
    along = mix(tail, base + 0.5, a_corner.x);
    across = a_corner.y * (half_width + 1.0);
    v_half = half_width;
    v_dash = a_style.z;
  }
  v_along = along;
  v_across = across;
  vec2 at = from + dir * along + side * (across + a_style.y * thin);
  gl_Position = vec4(at / (u_viewport * 0.5), 0.0, 1.0);
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;

const fragment = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_dash;
void main() {
  float alpha = v_color.a * clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0);
  if (v_dash > 0.0) {
    float at = mod(v_along, v_dash);
    alpha *= clamp(min(at, v_dash * 0.6 - at) + 0.5, 0.0, 1.0);
  }
  gl_FragColor = vec4(v_color.rgb, 1.0) * alpha;
}`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGL2RenderingContext;
type Uniform = 'u_matrix' | 'u_viewport' | 'u_scale';

export class TieProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    return {
      VERTICES: 9,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: ['u_matrix', 'u_viewport', 'u_scale'] as Uniform[],
      ATTRIBUTES: [
        { name: 'a_from', size: 2, type: FLOAT },
        { name: 'a_to', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_style', size: 4, type: FLOAT },
        { name: 'a_radii', size: 2, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 3, type: FLOAT }],
      CONSTANT_DATA: [
        [0, -1, 0], [0, 1, 0], [1, 1, 0], [0, -1, 0], [1, 1, 0], [1, -1, 0],
        [0, -1, 1], [0, 1, 1], [1, 0, 1],
      ],
    };
  }

  processVisibleItem(_index: number, start: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData) {
    const { array } = this, tie = data as TieData;
    array[start++] = source.x;
    array[start++] = source.y;
    array[start++] = target.x;
    array[start++] = target.y;
    array[start++] = floatColor(tie.color);
    array[start++] = tie.size / 2;
    array[start++] = tie.lane;
    array[start++] = tie.dash;
    array[start++] = 0;
    array[start++] = source.size;
    array[start] = target.size;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo) {
    gl.uniformMatrix3fv(uniformLocations.u_matrix as WebGLUniformLocation, false, params.matrix);
    gl.uniform2f(uniformLocations.u_viewport as WebGLUniformLocation, params.width, params.height);
    gl.uniform1f(uniformLocations.u_scale as WebGLUniformLocation, 1 / params.sizeRatio);
  }
}
